const SHAPE = /^arn:([^:]*):(iam|sts)::(\d{12}):(.+)$/

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
  const m = SHAPE.exec(arn)
  if (m === null) return undefined
  const [, partition = '', service, account = '', resource = ''] = m
  const [type = '', ...path] = resource.split('/')
  const base = { partition, account }
  const last = path.at(-1) ?? ''
  if (service === 'iam' && type === 'user') return { ...base, kind: 'user', name: last }
  if (service === 'iam' && type === 'role') return { ...base, kind: 'role', name: last }
  if (resource === 'root') return { ...base, kind: 'root', name: 'root' }
  if (service === 'sts' && type === 'federated-user')
    return { ...base, kind: 'federated', name: path.join('/') }
  if (service === 'sts' && type === 'assumed-role') {
    const [role = '', ...session] = path
    return session.length === 0
      ? { ...base, kind: 'role', name: role }
      : { ...base, kind: 'session', name: role, session: session.join('/') }
  }
  return { ...base, kind: 'other', name: last }
}

/** How the sessions of a role begin: the path of the role is not in them (R12). */
export const sessionPrefix = (role: PrincipalArn): string =>
  `arn:${role.partition}:sts::${role.account}:assumed-role/${role.name}/`
