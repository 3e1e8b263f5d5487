/** Fields of advanced selectors that the AWS provider of Terraform takes (facts/aws.md 8.5, checked with 5.100.0). */
export const TERRAFORM_FIELDS: ReadonlySet<string> = new Set([
  ...['eventCategory', 'eventName', 'eventSource', 'readOnly'],
  ...['resources.ARN', 'resources.type', 'userIdentity.arn'],
])
