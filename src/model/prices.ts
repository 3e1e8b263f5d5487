/** Prices of AWS, US dollars, us-east-2, as read in 2026 (facts/aws.md 4). Other regions differ: say "about". */
export const prices = {
  /** S3 Standard, a gigabyte (2^30 bytes) and month, first 50 TB. */
  s3StandardGigabyteMonth: 0.023,
} as const satisfies Readonly<Record<string, number>>
