// POSIX threads, whose types differ from system to system as Swift sees them.
#pragma once
#include <pthread.h>

/// Starts a thread that nobody waits for; 0, or pthread_create(3)'s error where none is to be had.
static inline int caretally_start_thread(void *_Nullable (*_Nonnull body)(void *_Nonnull), void *_Nonnull context) {
  pthread_t thread;
  int code = pthread_create(&thread, 0, body, context);
  if (code == 0) pthread_detach(thread);
  return code;
}
