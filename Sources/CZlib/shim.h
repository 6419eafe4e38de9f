// zlib inflates the members of a Playwright trace.
#ifndef DESCRY_CZLIB_SHIM_H
#define DESCRY_CZLIB_SHIM_H
#include <zlib.h>
#endif
