// PCRE2 names its functions after the width of a code unit, which must be chosen before its header
// is read. Descry matches UTF-8, so the width is 8.
#ifndef DESCRY_CPCRE2_SHIM_H
#define DESCRY_CPCRE2_SHIM_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#endif
