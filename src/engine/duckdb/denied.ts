/**
 * How a denial is spelled in `errorCode`, as a DuckDB regular expression (R10: every denial code).
 * AccessDenied, AccessDeniedException, Client.UnauthorizedOperation, UnauthorizedAccess, AuthFailure,
 * NotAuthorized, VpceAccessDenied, KMS.AccessDeniedException, AuthorizationError, Forbidden...
 */
export const deniedPattern =
  '(?i)access.?denied|unauthori[sz]ed|not.?authori[sz]ed|auth.?failure|authorization.?(error|failure)|forbidden'
