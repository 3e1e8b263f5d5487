export const ACCESS_DENIED: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AccountAccessDenied',
  'AllAccessDisabled',
  'AuthFailure',
  'AuthorizationError',
  'AuthorizationErrorException',
  'Forbidden',
  'NotAuthorized',
  'UnauthorizedException',
  'UnauthorizedOperation',
])

export const THROTTLED: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
])

export const NOT_SUPPORTED: ReadonlySet<string> = new Set([
  'InvalidAction',
  'NotImplemented',
  'OperationNotPermittedException', // CloudTrail: not for this kind of trail or store
  'UnknownOperationException',
  'UnsupportedOperation',
  'UnsupportedOperationException',
])

/** Credentials that are not valid where they were shown; in a region that is switched off they never are. */
export const NOT_VALID_HERE: ReadonlySet<string> = new Set([
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'UnrecognizedClientException',
])

export const EXPIRED: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'TokenProviderError',
  'TokenRefreshRequired',
])

/** Refused, but for no want of permission. */
export const BROKEN_REQUEST: ReadonlySet<string> = new Set([
  'InvalidSignatureException',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
])

/** Names that the SDK gives to an answer that names no error. */
export const NAMELESS: ReadonlySet<string> = new Set([
  'Error',
  'NotFound',
  'Unknown',
  'UnknownError',
])
