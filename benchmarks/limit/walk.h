/* The shortest way through a response: chunk sizes and frame headers are believed, nothing is checked. */

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { RECEIVE = 256 << 10, ROOM = 2 * RECEIVE };

/* A descriptor that has asked for `path`, or -1. */
static int ask(const char *place, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char request[512];
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int size = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", place);
    if (fd >= 0 && (connect(fd, (struct sockaddr *)&address, sizeof address) != 0 || write(fd, request, (size_t)size) != size)) {
        close(fd);
        return -1;
    }
    return fd;
}

static ssize_t receive(int fd, unsigned char *memory)
{
    ssize_t received;
    do
        received = recv(fd, memory, RECEIVE, 0);
    while (received < 0 && errno == EINTR);
    return received;
}

struct walk {
    unsigned char memory[ROOM];
    size_t have;        /* bytes that wait at the start of `memory` */
    int in_body;
    int ended;
};

static int hex(unsigned char digit)
{
    return digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10;
}

/* Steps over every frame that has come whole, in chunks of one or more frames; `found` gets each payload. */
static int walk(struct walk *state, int (*found)(void *, const unsigned char *, size_t), void *argument)
{
    const unsigned char *at = state->memory;
    const unsigned char *end = at + state->have;
    if (!state->in_body) {
        const unsigned char *body = memmem(at, state->have, "\r\n\r\n", 4);
        if (!body)
            return 0;
        at = body + 4;
        state->in_body = 1;
    }
    for (;;) {
        /* A chunk is taken when it has come whole: those of these logs are at most 33 KiB. */
        const unsigned char *next = at;
        size_t size = 0;
        while (next < end && *next != '\r')
            size = size << 4 | (size_t)hex(*next++);
        if ((size_t)(end - next) < size + 4)
            break;
        if (size == 0) {
            state->ended = 1;
            return 0;
        }
        next += 2;
        for (const unsigned char *stop = next + size; next < stop;) {
            uint32_t length = (uint32_t)next[4] << 24 | (uint32_t)next[5] << 16 | (uint32_t)next[6] << 8 | next[7];
            if (found(argument, next + 8, length) != 0)
                return -1;
            next += 8 + length;
        }
        at = next + 2;
    }
    state->have = (size_t)(end - at);
    memmove(state->memory, at, state->have);
    return 0;
}
