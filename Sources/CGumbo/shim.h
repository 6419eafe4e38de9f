// libgumbo parses HTML as browsers do, with the byte offset of every element.
#ifndef DESCRY_CGUMBO_SHIM_H
#define DESCRY_CGUMBO_SHIM_H
#include <gumbo.h>
#endif
