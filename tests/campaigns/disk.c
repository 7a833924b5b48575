/* What a program asks of the disk, seen between it and the system: each change under one folder is logged with
 * its data, in order, or made to fail. Loaded before the C library: gcc -shared -fPIC -o disk.so disk.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST 1024
static char paths[MOST][PATH_MAX];
static char folder[PATH_MAX];
static int log_to = -1;
static long fails_at = -1, calls = 0;
static int fails_for_good = 0, fails_with = EIO;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__) = NULL; \
    if (!real) real = dlsym(RTLD_NEXT, #name)

static ssize_t plain_write(int fd, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    return real(fd, data, size);
}

/* From now on: log to a file, when one is named, and fail the n-th change, when n is not negative. */
void disk_watch(const char *where, const char *log, long nth, int for_good, int error) {
    strncpy(folder, where, sizeof folder - 1);
    fails_at = nth, fails_for_good = for_good, fails_with = error, calls = 0;
    log_to = log && *log ? open(log, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
}

long disk_calls(void) { return calls; }

static const char *watched(const char *path) {
    return *folder && path && strncmp(path, folder, strlen(folder)) == 0 ? path : NULL;
}

static const char *of(int fd) { return fd >= 0 && fd < MOST && *paths[fd] ? paths[fd] : NULL; }

static int fails(void) {
    calls++;
    if (fails_at < 0 || !(calls == fails_at || (fails_for_good && calls > fails_at))) return 0;
    errno = fails_with;
    return 1;
}

static void tell(char what, const char *path, int64_t offset, const void *data, uint32_t size) {
    if (log_to < 0) return;
    uint32_t length = strlen(path);
    char head[1 + 4 + 8 + 4];
    head[0] = what;
    memcpy(head + 1, &length, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &size, 4);
    plain_write(log_to, head, sizeof head);
    plain_write(log_to, path, length);
    if (size) plain_write(log_to, data, size);
}

/* For the program itself: what it acknowledges, in its place among the rest. */
void disk_acknowledge(int64_t number) { tell('a', "", number, NULL, 0); }

static int opened(int fd, const char *path, int flags, int existed) {
    if (fd >= 0 && fd < MOST) {
        paths[fd][0] = 0;
        if (watched(path)) {
            strncpy(paths[fd], path, PATH_MAX - 1);
            if ((flags & O_CREAT) && !existed) tell('c', path, 0, NULL, 0);
            if ((flags & O_TRUNC) && existed) tell('t', path, 0, NULL, 0);
        }
    }
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, name, const char *, int, ...); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        int existed = watched(path) ? access(path, F_OK) == 0 : 1; \
        if (watched(path) && !existed && (flags & O_CREAT) && fails()) return -1; \
        return opened(real(path, flags, mode), path, flags, existed); \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    REAL(int, close, int);
    if (fd >= 0 && fd < MOST) paths[fd][0] = 0;
    return real(fd);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int fd, const void *data, size_t size, offset_type offset) { \
        REAL(ssize_t, name, int, const void *, size_t, offset_type); \
        if (of(fd) && fails()) return -1; \
        ssize_t done = real(fd, data, size, offset); \
        if (of(fd) && done > 0) tell('w', of(fd), offset, data, done); \
        return done; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
    if (of(fd) && fails()) return -1;
    off_t offset = of(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = plain_write(fd, data, size);
    if (of(fd) && done > 0) tell('w', of(fd), offset, data, done);
    return done;
}

#define TRUNCATE(name, size_type) \
    int name(int fd, size_type size) { \
        REAL(int, name, int, size_type); \
        if (of(fd) && fails()) return -1; \
        int done = real(fd, size); \
        if (of(fd) && done == 0) tell('t', of(fd), size, NULL, 0); \
        return done; \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
    int name(int fd) { \
        REAL(int, name, int); \
        if (of(fd) && fails()) return -1; \
        if (of(fd)) tell('s', of(fd), 0, NULL, 0); \
        return of(fd) ? 0 : real(fd); \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    int counts = watched(path) && access(path, F_OK) == 0;
    if (counts && fails()) return -1;
    int done = real(path);
    if (counts && done == 0) tell('u', path, 0, NULL, 0);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    if (watched(to) && fails()) return -1;
    int done = real(from, to);
    if (watched(to) && done == 0) tell('r', from, 0, to, strlen(to));
    return done;
}
