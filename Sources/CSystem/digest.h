// SHA-256 by the processor's own instructions: Swift has no way to ask for them in one function of a program that must
// also run where they are missing. Nothing is linked; where they are missing or another processor is meant, Tables does
// the same in Swift. Intel SHA Extensions, July 2013, and FIPS 180-4 §6.2.2.
#pragma once
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

/// Whether this processor has what `caretally_sha256_blocks` is made of: SSSE3, SSE4.1 and SHA.
static inline int caretally_has_sha256(void) {
  unsigned int a = 0, b = 0, c = 0, d = 0;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

/// Takes blocks of 64 bytes into a state of 8 words. `constants` are the 64 of FIPS 180-4 §4.2.2.
__attribute__((target("ssse3,sse4.1,sha"))) static inline void caretally_sha256_blocks(
    uint32_t *_Nonnull state, const uint32_t *_Nonnull constants, const void *_Nonnull bytes, size_t blocks) {
  const __m128i *at = (const __m128i *)bytes;
  const __m128i *k = (const __m128i *)constants;
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  // The instructions want the words as ABEF and CDGH.
  __m128i dcba = _mm_loadu_si128((const __m128i *)state), hgfe = _mm_loadu_si128((const __m128i *)(state + 4));
  __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1), efgh = _mm_shuffle_epi32(hgfe, 0x1B);
  __m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
  for (; blocks > 0; blocks--, at += 4) {
    const __m128i abefBefore = abef, cdghBefore = cdgh;
    __m128i w[4];
    for (int i = 0; i < 4; i++) w[i] = _mm_shuffle_epi8(_mm_loadu_si128(at + i), swap);
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      // Four rounds; then the four words that stand here sixteen rounds on.
      __m128i sum = _mm_add_epi32(w[i & 3], _mm_loadu_si128(k + i));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
      if (i < 12) {
        __m128i next = _mm_sha256msg1_epu32(w[i & 3], w[(i + 1) & 3]);
        next = _mm_add_epi32(next, _mm_alignr_epi8(w[(i + 3) & 3], w[(i + 2) & 3], 4));
        w[i & 3] = _mm_sha256msg2_epu32(next, w[(i + 3) & 3]);
      }
    }
    abef = _mm_add_epi32(abef, abefBefore);
    cdgh = _mm_add_epi32(cdgh, cdghBefore);
  }
  __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}
#endif
