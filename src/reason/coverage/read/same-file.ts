/** A name that CloudTrail gave: the sixteen random characters at its end make it unique (facts/aws.md 2.1). */
const FULL_NAME = /^\d{12}_CloudTrail(?:-[A-Za-z]+)?_[a-z0-9-]+_\d{8}T\d{4}Z_[A-Za-z0-9]{16}\.json$/

/**
 * Equal for two copies of one log file, wherever they lie: its name where CloudTrail gave it, else the whole URI, since
 * any folder may hold a `log.json.gz`.
 */
export const fileKey = (uri: string): string => {
  const name = uri.slice(uri.lastIndexOf('/') + 1).replace(/\.gz$/, '')
  return FULL_NAME.test(name) ? name : uri
}
