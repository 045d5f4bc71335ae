# What the scripts of this folder share: to be sourced from the root of the checkout, when the options have their defaults.

# Says what the head of the script says, and ends it.
usage() {
    sed -n '2,/^set -e/{/^set -e/d;s/^# \{0,1\}//;p}' "benches/${0##*/}"
    exit "$1"
}

die() {
    echo "${0##*/}: $*" >&2
    exit 1
}

# options NAME... -- "$@": gives the variable NAME what follows --NAME on the command line.
options() {
    local known=" "
    while [[ $1 != -- ]]; do
        known+="$1 "
        shift
    done
    shift
    while [[ $# -gt 0 ]]; do
        case $1 in
            -h | --help) usage 0 ;;
        esac
        [[ $1 == --* && $known == *" ${1#--} "* && $# -ge 2 ]] || usage 2 >&2
        printf -v "${1#--}" %s "$2"
        shift 2
    done
}
