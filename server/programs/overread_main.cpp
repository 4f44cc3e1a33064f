#include "server/command_line/program.h"

int main(int argc, char** argv) {
    return overread::runProgram(argc, argv);
}
