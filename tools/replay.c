/* Replays prepared responses over a unix socket, from memory, as fast as the kernel takes them.
 *
 *     replay SOCKET ROUTES
 *
 * ROUTES is a file with a line for each route:
 *
 *     METHOD PATTERN FILE START LENGTH COUNT PIECE
 *
 * A request whose method and path (without its query) match METHOD and PATTERN (as of a shell) gets the bytes of FILE:
 * those before START once, the LENGTH bytes at START COUNT times over, the rest once. PIECE bytes go with each send;
 * 0: as many as there are. The first route that matches wins. A response that must not end says so by having no end.
 * A thread serves each connection, one request after the other, until the client closes it.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { MAX_ROUTES = 1024, MAX_REQUEST = 1 << 16, STACK = 128 << 10 };

struct route {
    char method[16];
    char pattern[256];
    const char *bytes;
    size_t size, start, length, count, piece;
};

static struct route routes[MAX_ROUTES];
static size_t route_count;

static const char NOT_FOUND[] =
    "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 36\r\n\r\n"
    "{\"message\":\"there is no such route\"}";

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void read_routes(const char *path)
{
    char file[PATH_MAX], line[PATH_MAX + 512];
    FILE *list = fopen(path, "r");
    if (!list)
        die(path);
    while (fgets(line, sizeof line, list)) {
        struct route *route = &routes[route_count];
        struct stat status;
        if (route_count == MAX_ROUTES
            || sscanf(line, "%15s %255s %4095s %zu %zu %zu %zu", route->method, route->pattern, file, &route->start,
                      &route->length, &route->count, &route->piece) != 7) {
            fprintf(stderr, "replay: no route: %s", line);
            exit(2);
        }
        int fd = open(file, O_RDONLY | O_CLOEXEC);
        if (fd < 0 || fstat(fd, &status) != 0)
            die(file);
        route->size = (size_t)status.st_size;
        if (route->start + route->length > route->size) {
            fprintf(stderr, "replay: %s is shorter than its route says\n", file);
            exit(2);
        }
        route->bytes = mmap(NULL, route->size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
        if (route->bytes == MAP_FAILED)
            die(file);
        close(fd);
        route_count++;
    }
    fclose(list);
}

static int send_all(int fd, const char *bytes, size_t size, size_t piece)
{
    while (size) {
        ssize_t sent = send(fd, bytes, piece && piece < size ? piece : size, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return -1;
        if (sent > 0) {
            bytes += sent;
            size -= (size_t)sent;
        }
    }
    return 0;
}

static int answer(int fd, char *request)
{
    char *method = request;
    char *path = strchr(method, ' ');
    if (!path)
        return -1;
    *path++ = 0;
    path[strcspn(path, "? \r")] = 0;
    for (size_t index = 0; index < route_count; index++) {
        const struct route *route = &routes[index];
        if (strcmp(route->method, method) != 0 || fnmatch(route->pattern, path, 0) != 0)
            continue;
        const char *block = route->bytes + route->start;
        const char *tail = block + route->length;
        if (send_all(fd, route->bytes, route->start, 0) != 0)
            return -1;
        for (size_t left = route->count; left; left--)
            if (send_all(fd, block, route->length, route->piece) != 0)
                return -1;
        return send_all(fd, tail, route->size - route->start - route->length, 0);
    }
    fprintf(stderr, "replay: no route for %s %s\n", method, path);
    return send_all(fd, NOT_FOUND, sizeof NOT_FOUND - 1, 0);
}

static void *serve(void *argument)
{
    int fd = (int)(long)argument;
    char request[MAX_REQUEST];
    size_t have = 0;
    for (;;) {
        ssize_t received = recv(fd, request + have, sizeof request - 1 - have, 0);
        if (received < 0 && errno == EINTR)
            continue;
        if (received <= 0)
            break;
        have += (size_t)received;
        request[have] = 0;
        /* Requests have no body, and the next one waits for the answer to this one. */
        if (have >= 4 && memcmp(request + have - 4, "\r\n\r\n", 4) == 0) {
            if (answer(fd, request) != 0)
                break;
            have = 0;
        } else if (have == sizeof request - 1) {
            break;
        }
    }
    close(fd);
    return NULL;
}

int main(int count, char **arguments)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    pthread_attr_t attributes;
    if (count != 3 || strlen(arguments[1]) >= sizeof address.sun_path) {
        fprintf(stderr, "usage: replay SOCKET ROUTES\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    read_routes(arguments[2]);
    strcpy(address.sun_path, arguments[1]);
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0)
        die(arguments[1]);
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    puts("ready");
    fflush(stdout);
    for (;;) {
        pthread_t thread;
        int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0) {
            if (errno == EINTR || errno == ECONNABORTED)
                continue;
            die("accept");
        }
        if (pthread_create(&thread, &attributes, serve, (void *)(long)fd) != 0)
            die("pthread_create");
    }
}
