#!/bin/sh
# A machine as a new operator finds it, made of this one's programs: run within namespaces of its own (tests/operating/
# machine.py). `/` and `/usr` can't be written to, there is no network but itself, and nothing of what this machine has
# in its folders for settings and data is there, but what Debian's programs need to run.
set -eu
root=$1 tree=$2 prefix=$3 packages=$4 source=$5
shift 5

# What is outside can be seen there, and not be touched.
seen() {
    mkdir -p "$2"
    mount --bind "$1" "$2"
    mount -o remount,bind,ro "$2"
}

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$root"
cd "$root"
mkdir etc var opt tmp run root srv proc dev home

seen /usr usr
for folder in bin sbin lib lib32 lib64 libx32; do
    [ ! -L "/$folder" ] || ln -s "usr/$folder" "$folder"
done
for folder in etc var opt run root srv home dev; do mount -t tmpfs -o mode=755 tmpfs "$folder"; done
mount -t tmpfs -o mode=1777 tmpfs tmp
mkdir -m 1777 dev/shm var/tmp
mkdir -p var/lib var/log var/cache var/www/html srv/above srv/work
ln -s /run var/run
touch srv/walls

# What is installed here besides is there, and may be added to.
mount -t overlay -o "lowerdir=/usr/local,upperdir=$root/srv/above,workdir=$root/srv/work" overlay usr/local

for file in passwd group shadow gshadow login.defs default ld.so.cache ld.so.conf ld.so.conf.d nsswitch.conf alternatives \
    ssl localtime timezone mime.types pam.d security debian_version os-release nginx postgresql-common perl prometheus; do
    [ ! -e "/etc/$file" ] || cp -a "/etc/$file" etc/
done
for name in passwd group shadow gshadow; do sed -i '/^yigong:/d' "etc/$name"; done
mkdir -p etc/systemd/system etc/postgresql
echo '127.0.0.1 localhost volunteers.example.org' >etc/hosts

for device in null zero random urandom tty; do
    touch "dev/$device"
    mount --bind "/dev/$device" "dev/$device"
done
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
mount -t proc proc proc

case $prefix in
/usr | /usr/local) ;;
*) seen "$prefix" "./$prefix" ;;
esac
seen "$tree" srv/tree
seen "$packages" srv/packages
seen "$source" srv/source
for program in apt-get certbot journalctl python3 systemctl timedatectl; do
    install -m 755 "srv/tree/tests/operating/stand_ins/$program" usr/local/sbin/
done
mount -o remount,ro "$root"

ip link set lo up
exec chroot "$root" "$@"
