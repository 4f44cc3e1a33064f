#include "core/wire/domain_json.h"
