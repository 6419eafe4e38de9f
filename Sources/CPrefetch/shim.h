// Asks the processor for memory that is going to be needed: Swift has no name for it.
#ifndef DESCRY_CPREFETCH_SHIM_H
#define DESCRY_CPREFETCH_SHIM_H
/// Begins to fetch what stands at an address, which may be any; nobody waits for it.
static inline void descry_prefetch(const void *address) { __builtin_prefetch(address); }
#endif
