// What glibc declares only for those who define _GNU_SOURCE, which Swift's own import of it does not.
#pragma once

#if defined(__linux__)
#include <sys/types.h>

extern int sync_file_range(int file, off_t offset, off_t count, unsigned int flags);

/// Asks the kernel to start writing a file's pages to the disk, and does not wait: SYNC_FILE_RANGE_WRITE.
static inline int caretally_begin_sync(int file) { return sync_file_range(file, 0, 0, 2); }
#endif
