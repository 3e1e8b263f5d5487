/** How AWS is asked; credentials come from the SDK's own chain, never from an option. */
export interface AwsAccess {
  readonly profile?: string
  readonly endpointUrl?: string
  /** The role that is assumed in accounts other than the caller's. */
  readonly role?: string
  readonly externalId?: string
}
