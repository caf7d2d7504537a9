// glibc's <malloc.h>, which Swift's module of glibc leaves out.
#pragma once
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

/// mallopt(3), in bytes: arrays up to `largest` are kept when they are freed, as long as no more than `most` is free at the
/// end of the heap, which grows by `step`.
static inline void caretally_keep_freed_memory(int largest, int most, int step) {
  mallopt(M_MMAP_THRESHOLD, largest);
  mallopt(M_TRIM_THRESHOLD, most);
  mallopt(M_TOP_PAD, step);
}
#endif
