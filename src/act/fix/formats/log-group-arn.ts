/** The ARN of a log group as trails take it: with `:*` at its end (facts/aws.md 8.5). */
export const logGroupArn = <T extends string | undefined>(arn: T): T | string =>
  arn === undefined || arn.endsWith(':*') ? arn : `${arn}:*`
