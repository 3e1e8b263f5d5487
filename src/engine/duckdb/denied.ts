/**
 * How a denial is spelled in `errorCode`, as a DuckDB regular expression (R10: every denial code).
 * AccessDenied, AccessDeniedException, Client.UnauthorizedOperation, UnauthorizedAccess, AuthFailure,
 * NotAuthorized, VpceAccessDenied, KMS.AccessDeniedException, AuthorizationError, Forbidden...
 */
export const deniedPattern =
  '(?i)(access|permission).?denied|unauthori[sz]ed|not.?authori[sz]ed|auth.?failure|authorization.?(error|failure)|forbidden|not.?permitted|insufficient.?(permission|privilege)|access.?disabled'

/** How a denial is spelled in `errorMessage`, where the code does not say it or there is none. */
export const deniedMessagePattern =
  '(?i)not authori[sz]ed to perform|access denied|explicit deny|permission denied'
