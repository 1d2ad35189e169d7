/* What the machine allows a C program that makes no object.
 *
 *     limit SOCKET PATH drop     receives the response and drops it
 *     limit SOCKET PATH walk     also steps over chunks and frames, and counts their payloads
 */

#define _GNU_SOURCE
#include "walk.h"

struct count {
    unsigned long payloads, bytes;
};

static int found(void *argument, const unsigned char *payload, size_t size)
{
    struct count *count = argument;
    (void)payload;
    count->payloads++;
    count->bytes += size;
    return 0;
}

static struct walk state;

int main(int arguments, char **argument)
{
    struct count count = {0, 0};
    ssize_t received;
    int walks;
    if (arguments != 4 || (!(walks = strcmp(argument[3], "walk") == 0) && strcmp(argument[3], "drop") != 0)) {
        fprintf(stderr, "usage: limit SOCKET PATH drop|walk\n");
        return 2;
    }
    int fd = ask(argument[1], argument[2]);
    if (fd < 0) {
        perror(argument[1]);
        return 1;
    }
    while (!state.ended && (received = receive(fd, state.memory + state.have)) > 0) {
        if (walks) {
            state.have += (size_t)received;
            walk(&state, found, &count);
        } else {
            count.bytes += (size_t)received;
            /* The response tells no other end than its last chunk. */
            state.ended = received >= 5 && memcmp(state.memory + received - 5, "0\r\n\r\n", 5) == 0;
        }
    }
    printf("%lu %lu\n", count.payloads, count.bytes);
    return state.ended ? 0 : 1;
}
