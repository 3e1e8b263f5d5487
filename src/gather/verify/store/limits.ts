/** AWS's own limit for a log file, uncompressed (facts/aws.md 2.1); stored, it is smaller. */
export const MAX_OBJECT_BYTES = 50_000_000
