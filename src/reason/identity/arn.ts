const DIGITS = 12

/** Position behind `arn:PARTITION:iam::ACCOUNT:`, and that of the service in it; a million are read in a second. */
const shapeOf = (
  arn: string,
): { readonly service: number; readonly resource: number } | undefined => {
  if (!arn.startsWith('arn:')) return undefined
  const service = arn.indexOf(':', 4) + 1
  if (service === 0 || (!arn.startsWith('iam::', service) && !arn.startsWith('sts::', service)))
    return undefined
  const resource = service + 5 + DIGITS + 1
  for (let i = service + 5; i < resource - 1; i++) {
    const digit = arn.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return undefined
  }
  const isWhole = arn[resource - 1] === ':' && resource < arn.length
  return isWhole && !/[\n\r\u2028\u2029]/.test(arn) ? { service, resource } : undefined
}

/** An ARN of IAM or STS in parts; `undefined` for anything else. */
export interface PrincipalArn {
  readonly partition: string
  readonly account: string
  readonly kind: 'user' | 'role' | 'session' | 'federated' | 'root' | 'other'
  /** Name without the path; of a session the name of its role. */
  readonly name: string
  readonly session?: string
}

/** Reads `arn:aws:iam::A:user/path/name`, `...:role/...`, `...:assumed-role/NAME/SESSION`, `...:root`. */
export const parsePrincipalArn = (arn: string): PrincipalArn | undefined => {
  const shape = shapeOf(arn)
  if (shape === undefined) return undefined
  const { service, resource } = shape
  const partition = arn.slice(4, service - 1)
  const account = arn.slice(service + 5, resource - 1)
  const isIam = arn.startsWith('iam', service)
  const slash = arn.lastIndexOf('/')
  const last = slash < resource ? '' : arn.slice(slash + 1)
  const is = (type: string) =>
    arn.startsWith(type, resource) &&
    (arn.length === resource + type.length || arn[resource + type.length] === '/')
  const rest = (type: string) => arn.slice(resource + type.length + 1)
  if (isIam && is('user')) return { partition, account, kind: 'user', name: last }
  if (isIam && is('role')) return { partition, account, kind: 'role', name: last }
  if (arn.length === resource + 4 && arn.endsWith('root'))
    return { partition, account, kind: 'root', name: 'root' }
  if (!isIam && is('federated-user'))
    return { partition, account, kind: 'federated', name: rest('federated-user') }
  if (!isIam && is('assumed-role')) {
    const path = rest('assumed-role')
    const end = path.indexOf('/')
    const name = end < 0 ? path : path.slice(0, end)
    return end < 0
      ? { partition, account, kind: 'role', name }
      : { partition, account, kind: 'session', name, session: path.slice(end + 1) }
  }
  return { partition, account, kind: 'other', name: last }
}

/** How the sessions of a role begin: the path of the role is not in them (R12). */
export const sessionPrefix = (role: PrincipalArn): string =>
  `arn:${role.partition}:sts::${role.account}:assumed-role/${role.name}/`
