/**
 * The order in which canonical JSON has the keys of an object: those of CloudTrail as CloudTrail writes
 * them, then all others by code point. Any fixed order would do; with this one a record as delivered is
 * mostly canonical already, and its bytes are hashed as they stand.
 */
const USUAL = [
  'eventVersion',
  'userIdentity',
  'type',
  'principalId',
  'arn',
  'accountId',
  'accessKeyId',
  'userName',
  'sessionContext',
  'sessionIssuer',
  'webIdFederationData',
  'attributes',
  'creationDate',
  'mfaAuthenticated',
  'invokedBy',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'bucketName',
  'Host',
  'key',
  'responseElements',
  'additionalEventData',
  'SignatureVersion',
  'CipherSuite',
  'bytesTransferredIn',
  'AuthenticationMethod',
  'x-amz-id-2',
  'bytesTransferredOut',
  'requestID',
  'eventID',
  'readOnly',
  'resources',
  'ARN',
  'eventType',
  'managementEvent',
  'recipientAccountId',
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'eventCategory',
  'tlsDetails',
  'tlsVersion',
  'cipherSuite',
  'clientProvidedHostHeader',
  'sessionCredentialFromConsole',
]

const rank = new Map(USUAL.map((key, i) => [key, i]))

/** Compares two keys, decoded: negative when the first stands first. */
export const compareKeys = (a: string, b: string): number => {
  const byRank = (rank.get(a) ?? USUAL.length) - (rank.get(b) ?? USUAL.length)
  return byRank === 0 ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : byRank
}
