// zlib is part of every macOS SDK; on Linux its header comes from zlib1g-dev (apt) or zlib-devel (dnf).
#include <zlib.h>
