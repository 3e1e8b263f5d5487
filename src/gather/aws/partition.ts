/** The second part of an ARN; `aws` where there is none. */
export const partitionOfArn = (arn: string): string => arn.split(':')[1] || 'aws'
