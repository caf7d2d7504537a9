// What a process may use, and what it is told: calls that each C library shows Swift in another way, and a handler of
// signals, which must be made of async-signal-safe calls alone.
#pragma once
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/// The most bytes of address space that this process may have (`ulimit -v`); 0 where there is no such limit.
static inline unsigned long long caretally_memory_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return 0;
  return (unsigned long long)limit.rlim_cur;
}

/// Whether whoever started this process wants it to overlook a signal, as nohup(1) does.
static inline int caretally_is_ignored(int number) {
  struct sigaction now;
  return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

/// Holds signals back from every thread that is started from now on; `caretally_wait_for_signal` takes them.
static inline void caretally_hold_signals(const int *_Nonnull numbers, int count, int isHeld) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < count; i++) sigaddset(&set, numbers[i]);
  pthread_sigmask(isHeld ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

/// Waits for one of the signals that are held back; a second one then ends the process at once.
static inline int caretally_wait_for_signal(const int *_Nonnull numbers, int count) {
  sigset_t set;
  int number = 0;
  sigemptyset(&set);
  for (int i = 0; i < count; i++) sigaddset(&set, numbers[i]);
  while (sigwait(&set, &number) != 0) {}
  caretally_hold_signals(numbers, count, 0);
  return number;
}

// What the handler needs. Inside a function, since Swift emits no variable of a header by itself.
struct caretally_memory_state {
  const void *words;
  size_t length;
  int status;
  struct sigaction before[NSIG];
};

static inline struct caretally_memory_state *caretally_memory_state(void) {
  static struct caretally_memory_state state;
  return &state;
}

/// Swift ends a process whose memory is refused by a trap, and C by an address of 0.
static inline void caretally_fault(int number, siginfo_t *info, void *context) {
  (void)info, (void)context;
  struct caretally_memory_state *state = caretally_memory_state();
  // errno is this thread's own, and malloc(3) has just set it; a small map that is refused says the same.
  int isRefused = errno == ENOMEM;
  if (!isRefused) {
    void *some = mmap(NULL, 1 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (some == MAP_FAILED) isRefused = 1;
    else munmap(some, 1 << 20);
  }
  if (isRefused) {
    if (write(2, state->words, state->length) < 0) {}
    _exit(state->status);
  }
  // A fault of another kind: it comes again at once, and whoever was there before takes it.
  sigaction(number, &state->before[number], NULL);
}

/// Has a fault for want of memory end the process with words and a status of its own. The words must stay where they are.
static inline void caretally_tell_of_memory(const void *_Nonnull words, size_t length, int status) {
  struct caretally_memory_state *state = caretally_memory_state();
  const int faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV};
  struct sigaction action;
  state->words = words;
  state->length = length;
  state->status = status;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = caretally_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    sigaction(faults[i], &action, &state->before[faults[i]]);
}
