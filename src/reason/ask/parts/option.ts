import type { Params, QuestionOption } from '../question.ts'

export const keyOption: QuestionOption = {
  name: 'key',
  kind: 'key',
  description: 'access key id, AKIA... or ASIA...; what it was issued counts too',
}

export const derivedOption: QuestionOption = {
  name: 'derived',
  kind: 'flag',
  description: 'count what was done with every credential that derives from the key (the default)',
  denied: 'count the key alone, and say what that leaves out',
}

export const principalOption: QuestionOption = {
  name: 'principal',
  kind: 'principal',
  description: 'user, role or session: its ARN, unique id or name; what it was issued counts too',
}

export const bucketOption: QuestionOption = {
  name: 'bucket',
  kind: 'bucket',
  description: 'name of the bucket',
}

export const prefixOption: QuestionOption = {
  name: 'prefix',
  kind: 'text',
  description: 'only keys that begin so',
}

/** An option's value in a sentence, or words for it where it is not given. */
export const said = (params: Params, name: string, otherwise: string): string => {
  const value = params[name]
  return typeof value === 'string' ? value : otherwise
}

/** Who a question is about, for its sentence. */
export const whom = (params: Params, otherwise: string): string =>
  typeof params.key === 'string'
    ? `the access key ${params.key} (or a session issued with it)`
    : said(params, 'principal', otherwise)

/** Which objects a question is about, for its sentence. */
export const whichObjects = (params: Params): string =>
  typeof params.bucket === 'string'
    ? `objects in s3://${params.bucket}/${said(params, 'prefix', '')}`
    : 'objects in any bucket'
