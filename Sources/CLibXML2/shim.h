// libxml2's push parser, for CAMT statements.
// Debian's headers pull in ICU, whose types clash with the ones that Swift's Foundation brings; the
// parser needs none of them, so they are switched off before its header is read.
#ifndef DESCRY_CLIBXML2_SHIM_H
#define DESCRY_CLIBXML2_SHIM_H
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>
#endif
