/* A disk that can be looked at, and that fails when it is told to: preloaded into a process (LD_PRELOAD).
 *
 * Whatever the process does to files below DISK_ROOT is done, and written down in DISK_JOURNAL in the order in which it
 * was done, also by several processes; tests/torture/disk.py reads that. DISK_FAULT is a small shared page that says
 * which call is to fail, and how. What is mapped into memory (SQLite's -shm) is not seen: it never outlives a reset. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096 /* descriptors */

/* What is written down of a call, before its path, its other path and its data. */
struct record {
    uint8_t what, pad[3];
    uint32_t path, other; /* lengths of what follows */
    uint32_t data;
    uint64_t inode, at;
} __attribute__((packed));

/* Shared with the test: the n-th call of a kind fails, and all of that kind after it until it is cleared. */
struct fault {
    int32_t what, error;
    int64_t after;  /* so many more go well */
    int64_t failed; /* so many have failed */
};

enum {
    CREATE = 'c',
    WRITE = 'w',
    TRUNCATE = 't',
    SYNC = 's',
    FAILED_SYNC = 'f',
    RENAME = 'r',
    UNLINK = 'u',
    MKDIR = 'd',
};

static struct seen {
    char *path; /* NULL for what isn't ours */
    ino_t inode;
} seen[MOST];

static const char *root;
static int journal = -1;
static struct fault *fault;
static pid_t self; /* a child before its exec may share this memory, and closes what isn't its own */
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name, result, ...) \
    static result (*real_##name)(__VA_ARGS__); \
    if (!real_##name) real_##name = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static void need(int is_there, const char *what)
{
    if (!is_there) {
        fprintf(stderr, "disk.c: no %s\n", what);
        abort();
    }
}

/* A fork has a descriptor of its own: else its lock would be its parent's, too, and outlive it. */
static void open_journal(void)
{
    REAL(open, int, const char *, int, ...);
    self = getpid();
    journal = real_open(getenv("DISK_JOURNAL"), O_WRONLY | O_APPEND | O_CLOEXEC);
    need(journal >= 0, "journal");
}

static void after_fork(void)
{
    REAL(close, int, int);
    pthread_mutex_init(&one, NULL);
    real_close(journal);
    open_journal();
}

__attribute__((constructor)) static void begin(void)
{
    const char *shared = getenv("DISK_FAULT");
    REAL(open, int, const char *, int, ...);
    root = getenv("DISK_ROOT");
    if (!root || !shared)
        return;
    int page = real_open(shared, O_RDWR | O_CLOEXEC);
    fault = mmap(NULL, sizeof *fault, PROT_READ | PROT_WRITE, MAP_SHARED, page, 0);
    need(page >= 0 && fault != MAP_FAILED, "page of faults");
    open_journal();
    pthread_atfork(NULL, NULL, after_fork);
}

static int is_ours(const char *path)
{
    size_t length;
    if (journal < 0 || !path)
        return 0;
    length = strlen(root);
    if (strncmp(path, root, length) || (path[length] && path[length] != '/'))
        return 0;
    length = strlen(path);
    return length < 4 || strcmp(path + length - 4, "-shm"); /* made anew from the log */
}

/* One call at a time, of all threads and all processes: what is written down has the order of what was done. */
static void enter(void)
{
    pthread_mutex_lock(&one);
    flock(journal, LOCK_EX);
}

static void leave(void)
{
    int error = errno;
    flock(journal, LOCK_UN);
    pthread_mutex_unlock(&one);
    errno = error;
}

static void note(int what, ino_t inode, uint64_t at, const char *path, const char *other, const void *data, size_t size)
{
    struct record record = {.what = what, .inode = inode, .at = at, .data = size};
    struct iovec parts[4] = {{&record, sizeof record}, {(void *)path, 0}, {(void *)other, 0}, {(void *)data, size}};
    int error = errno;
    parts[1].iov_len = record.path = path ? strlen(path) : 0;
    parts[2].iov_len = record.other = other ? strlen(other) : 0;
    REAL(writev, ssize_t, int, const struct iovec *, int);
    if (real_writev(journal, parts, 4) < 0)
        abort();
    errno = error;
}

/* Whether this call is one that fails; errno is set then. */
static int fails(int what)
{
    if (fault->what != what || !fault->error)
        return 0;
    if (fault->after > 0) {
        fault->after--;
        return 0;
    }
    fault->failed++;
    errno = fault->error;
    return 1;
}

static ino_t inode_at(const char *path)
{
    struct stat found;
    return lstat(path, &found) ? 0 : found.st_ino;
}

static struct seen *ours(int descriptor)
{
    struct stat found;
    struct seen *it = descriptor >= 0 && descriptor < MOST ? seen + descriptor : NULL;
    if (!it || !it->path || fstat(descriptor, &found) || found.st_ino != it->inode)
        return NULL; /* its number may be another file's by now */
    return it;
}

static int opened(const char *path, int flags, mode_t mode, int (*real)(const char *, int, ...))
{
    int descriptor, was_there;
    struct stat found;
    if (!is_ours(path)) {
        descriptor = real(path, flags, mode);
        if (descriptor >= 0 && descriptor < MOST)
            seen[descriptor].path = NULL;
        return descriptor;
    }
    enter();
    was_there = inode_at(path) != 0;
    descriptor = real(path, flags, mode);
    if (descriptor >= 0 && descriptor < MOST && !fstat(descriptor, &found)) {
        free(seen[descriptor].path);
        seen[descriptor] = (struct seen){strdup(path), found.st_ino};
        if (!was_there)
            note(CREATE, found.st_ino, 0, path, NULL, NULL, 0);
        else if (flags & O_TRUNC)
            note(TRUNCATE, found.st_ino, 0, path, NULL, NULL, 0);
    }
    leave();
    return descriptor;
}

#define MODE(flags, last) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, last); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
    }

int open(const char *path, int flags, ...)
{
    MODE(flags, flags)
    REAL(open, int, const char *, int, ...);
    return opened(path, flags, mode, real_open);
}

int open64(const char *path, int flags, ...)
{
    MODE(flags, flags)
    REAL(open64, int, const char *, int, ...);
    return opened(path, flags, mode, real_open64);
}

int close(int descriptor)
{
    REAL(close, int, int);
    if (descriptor >= 0 && descriptor < MOST && seen[descriptor].path && self == getpid()) {
        enter();
        free(seen[descriptor].path);
        seen[descriptor].path = NULL;
        leave();
    }
    return real_close(descriptor);
}

/* A disk that fills up takes a part first, as real ones do. */
static size_t room(size_t size)
{
    return fault->failed == 1 && fault->error == ENOSPC ? size / 2 : 0;
}

static ssize_t put(int descriptor, const void *data, size_t size, off_t at)
{
    REAL(pwrite64, ssize_t, int, const void *, size_t, off_t);
    REAL(write, ssize_t, int, const void *, size_t);
    struct seen *it = journal < 0 ? NULL : ours(descriptor);
    ssize_t done;
    off_t where = at;
    if (!it)
        return at < 0 ? real_write(descriptor, data, size) : real_pwrite64(descriptor, data, size, at);
    enter();
    if (at < 0 && (fcntl(descriptor, F_GETFL) & O_APPEND))
        where = lseek(descriptor, 0, SEEK_END);
    else if (at < 0)
        where = lseek(descriptor, 0, SEEK_CUR);
    if (fails(WRITE))
        size = room(size), done = size ? 0 : -1;
    else
        done = 0;
    if (!done)
        done = at < 0 ? real_write(descriptor, data, size) : real_pwrite64(descriptor, data, size, at);
    if (done > 0)
        note(WRITE, it->inode, where, it->path, NULL, data, done);
    leave();
    return done;
}

ssize_t write(int descriptor, const void *data, size_t size) { return put(descriptor, data, size, -1); }
ssize_t pwrite(int descriptor, const void *data, size_t size, off_t at) { return put(descriptor, data, size, at); }
ssize_t pwrite64(int descriptor, const void *data, size_t size, off_t at) { return put(descriptor, data, size, at); }

static int cut(int descriptor, off_t size)
{
    REAL(ftruncate64, int, int, off_t);
    struct seen *it = journal < 0 ? NULL : ours(descriptor);
    int done;
    if (!it)
        return real_ftruncate64(descriptor, size);
    enter();
    done = fails(TRUNCATE) ? -1 : real_ftruncate64(descriptor, size);
    if (!done)
        note(TRUNCATE, it->inode, size, it->path, NULL, NULL, 0);
    leave();
    return done;
}

int ftruncate(int descriptor, off_t size) { return cut(descriptor, size); }
int ftruncate64(int descriptor, off_t size) { return cut(descriptor, size); }

/* No disk is waited for: what reached it is what was written down before this. */
static int reach(int descriptor, int (*real)(int))
{
    struct seen *it = journal < 0 ? NULL : ours(descriptor);
    int done;
    if (!it)
        return real(descriptor);
    enter();
    done = fails(SYNC) ? -1 : 0;
    note(done ? FAILED_SYNC : SYNC, it->inode, 0, it->path, NULL, NULL, 0);
    leave();
    return done;
}

int fsync(int descriptor)
{
    REAL(fsync, int, int);
    return reach(descriptor, real_fsync);
}

int fdatasync(int descriptor)
{
    REAL(fdatasync, int, int);
    return reach(descriptor, real_fdatasync);
}

int rename(const char *from, const char *to)
{
    REAL(rename, int, const char *, const char *);
    int done;
    if (!is_ours(from) && !is_ours(to))
        return real_rename(from, to);
    enter();
    done = fails(RENAME) ? -1 : real_rename(from, to);
    if (!done)
        note(RENAME, inode_at(to), 0, from, to, NULL, 0);
    leave();
    return done;
}

int unlink(const char *path)
{
    REAL(unlink, int, const char *);
    ino_t inode;
    int done;
    if (!is_ours(path))
        return real_unlink(path);
    enter();
    inode = inode_at(path);
    done = fails(UNLINK) ? -1 : real_unlink(path);
    if (!done)
        note(UNLINK, inode, 0, path, NULL, NULL, 0);
    leave();
    return done;
}

int mkdir(const char *path, mode_t mode)
{
    REAL(mkdir, int, const char *, mode_t);
    int done;
    if (!is_ours(path))
        return real_mkdir(path, mode);
    enter();
    done = real_mkdir(path, mode);
    if (!done)
        note(MKDIR, inode_at(path), 0, path, NULL, NULL, 0);
    leave();
    return done;
}
