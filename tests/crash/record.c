/* Writes down, in order, what a program does to the files of one folder: loaded into a process
 * of the tests by LD_PRELOAD, which it otherwise leaves as it is.
 *
 * A record is five 64-bit numbers (kind, file, offset, length of the first text, of the second)
 * and the texts. One lock makes a call and its record one step. What this cannot write down and
 * would change a file ends the program; what bypasses it is found by playing the records back. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int journal = -1;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("LYKTA_CRASH_JOURNAL");
    folder = getenv("LYKTA_CRASH_FOLDER");
    if (path && folder)
        journal = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static void give_up(const char *what) {
    dprintf(STDERR_FILENO, "record.c: %s cannot be written down\n", what);
    abort();
}

static void record(char kind, uint64_t file, uint64_t offset, const void *first, size_t first_length,
                   const char *second) {
    size_t second_length = second ? strlen(second) : 0;
    uint64_t head[5] = {(uint64_t)kind, file, offset, first_length, second_length};
    struct iovec parts[3] = {
        {head, sizeof head}, {(void *)first, first_length}, {(void *)second, second_length}};
    ssize_t whole = (ssize_t)(sizeof head + first_length + second_length);
    if (syscall(SYS_writev, journal, parts, 3) != whole)
        give_up("the journal");
}

/* SQLite's shared memory is mapped, never synced, and made anew at each opening. */
static int is_watched(const char *path) {
    size_t length = journal < 0 ? 0 : strlen(folder), own = strlen(path);
    if (!length || strncmp(path, folder, length) || path[length] != '/')
        return 0;
    return own < 4 || strcmp(path + own - 4, "-shm");
}

static void path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
}

static int is_watched_fd(int fd) {
    char path[PATH_MAX];
    if (journal < 0)
        return 0;
    path_of(fd, path);
    return is_watched(path);
}

static const char *absolute(int from, const char *path, char *whole) {
    char start[PATH_MAX];
    if (path[0] == '/')
        return path;
    if (from == AT_FDCWD) {
        if (!getcwd(start, sizeof start))
            start[0] = 0;
    } else {
        path_of(from, start);
    }
    snprintf(whole, 2 * PATH_MAX, "%s/%s", start, path);
    return whole;
}

static uint64_t number_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : found.st_ino;
}

static int opened(int from, const char *given, int flags, mode_t mode) {
    char room[2 * PATH_MAX];
    const char *path = absolute(from, given, room);
    if (!is_watched(path) || !(flags & (O_CREAT | O_TRUNC)))
        return syscall(SYS_openat, from, given, flags, mode);
    if ((flags & O_TMPFILE) == O_TMPFILE)
        give_up("a file without a name");
    pthread_mutex_lock(&lock);
    int is_new = access(path, F_OK) != 0;
    int fd = syscall(SYS_openat, from, given, flags, mode);
    if (fd >= 0 && is_new)
        record('C', number_of(fd), 0, path, strlen(path), NULL);
    else if (fd >= 0 && (flags & O_TRUNC))
        record('T', number_of(fd), 0, NULL, 0, NULL);
    pthread_mutex_unlock(&lock);
    return fd;
}

#define OPEN(name, from_parameter, from)                                                           \
    int name(from_parameter const char *path, int flags, ...) {                                    \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                    \
        va_end(more);                                                                              \
        return opened(from, path, flags, mode);                                                    \
    }
#define COMMA ,
OPEN(open, , AT_FDCWD)
OPEN(open64, , AT_FDCWD)
OPEN(openat, int from COMMA, from)
OPEN(openat64, int from COMMA, from)

/* At -1 it is where the file stands, or its end. */
static ssize_t written(int fd, const struct iovec *parts, int count, off_t at) {
    if (!is_watched_fd(fd))
        return at < 0 ? syscall(SYS_writev, fd, parts, count)
                      : syscall(SYS_pwritev, fd, parts, count, at, 0);
    pthread_mutex_lock(&lock);
    off_t from = at;
    if (at < 0)
        from = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    ssize_t done = at < 0 ? syscall(SYS_writev, fd, parts, count)
                          : syscall(SYS_pwritev, fd, parts, count, at, 0);
    ssize_t left = done;
    for (int n = 0; n < count && left > 0; n++) {
        size_t length = (size_t)left < parts[n].iov_len ? (size_t)left : parts[n].iov_len;
        record('W', number_of(fd), from, parts[n].iov_base, length, NULL);
        from += length;
        left -= length;
    }
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    if (!is_watched_fd(fd))
        return syscall(SYS_write, fd, bytes, length);
    struct iovec one = {(void *)bytes, length};
    return written(fd, &one, 1, -1);
}

ssize_t writev(int fd, const struct iovec *parts, int count) { return written(fd, parts, count, -1); }

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) {
    struct iovec one = {(void *)bytes, length};
    return written(fd, &one, 1, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    return pwrite64(fd, bytes, length, at);
}

int ftruncate64(int fd, off_t length) {
    if (!is_watched_fd(fd))
        return syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&lock);
    int failed = syscall(SYS_ftruncate, fd, length);
    if (!failed)
        record('T', number_of(fd), length, NULL, 0, NULL);
    pthread_mutex_unlock(&lock);
    return failed;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int synced(long call, int fd) {
    char path[PATH_MAX];
    struct stat found;
    path_of(fd, path);
    if (journal < 0 || fstat(fd, &found))
        return syscall(call, fd);
    int is_folder = S_ISDIR(found.st_mode) && (is_watched(path) || !strcmp(path, folder));
    if (!is_folder && !is_watched(path))
        return syscall(call, fd);
    pthread_mutex_lock(&lock);
    int failed = syscall(call, fd);
    if (!failed && is_folder)
        record('D', 0, 0, path, strlen(path), NULL);
    else if (!failed)
        record('S', found.st_ino, 0, NULL, 0, NULL);
    pthread_mutex_unlock(&lock);
    return failed;
}

int fsync(int fd) { return synced(SYS_fsync, fd); }
int fdatasync(int fd) { return synced(SYS_fdatasync, fd); }

/* A change of names: one path, or from the first to the second. */
static int named(char kind, long call, int from, const char *path, int to, const char *other,
                 int flags) {
    char room[2 * PATH_MAX], other_room[2 * PATH_MAX];
    const char *first = absolute(from, path, room);
    const char *second = other ? absolute(to, other, other_room) : NULL;
    int is_ours = is_watched(first) || (second && is_watched(second));
    if (is_ours)
        pthread_mutex_lock(&lock);
    int failed = other ? syscall(call, from, path, to, other, flags) : syscall(call, from, path, flags);
    if (!is_ours)
        return failed;
    if (!failed)
        record(kind, 0, 0, first, strlen(first), second);
    pthread_mutex_unlock(&lock);
    return failed;
}

int rename(const char *path, const char *other) {
    return named('N', SYS_renameat2, AT_FDCWD, path, AT_FDCWD, other, 0);
}

int linkat(int from, const char *path, int to, const char *other, int flags) {
    return named('L', SYS_linkat, from, path, to, other, flags);
}

int unlinkat(int from, const char *path, int flags) {
    return named('U', SYS_unlinkat, from, path, 0, NULL, flags);
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdir(const char *path, mode_t mode) {
    return named('M', SYS_mkdirat, AT_FDCWD, path, 0, NULL, (int)mode);
}

void *mmap64(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
    if ((protection & PROT_WRITE) && (flags & MAP_SHARED) && fd >= 0 && is_watched_fd(fd))
        give_up("a mapped file");
    return (void *)syscall(SYS_mmap, at, length, protection, flags, fd, offset);
}
