import { readCloudFormation } from './cloudformation/read.ts'
import { readTerraform } from './terraform/read.ts'
import type { Template, TemplateContext } from './types.ts'

/** Terraform in its own language: a file that begins with a block or an assignment, after comments. */
const looksLikeTerraform = (text: string): boolean =>
  /^(?:\s|#[^\n]*\n|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:resource|variable|locals|provider|terraform|data|module|output|moved|import|removed|check)\b[^\n:]*\{/.test(
    text,
  )

/**
 * Reads a template: CloudFormation in JSON or YAML (short forms too), or Terraform. What it says itself is resolved
 * (references, parameters with defaults, locals, Sub, Join, jsonencode, ...), what it does not say is `Unresolved`.
 * @param name of the file: `.tf` is Terraform, `.json`, `.yaml`, `.yml` and `.template` are CloudFormation; any other
 * is told by its first word. Only used for that and for messages.
 * @throws configuration, with the name and the line, for what is no template
 */
export const readTemplate = (
  text: string,
  name: string,
  context: TemplateContext = {},
): Template => {
  const isTerraform =
    /\.tf$/i.test(name) || (!/\.(json|ya?ml|template)$/i.test(name) && looksLikeTerraform(text))
  return isTerraform ? readTerraform(text, name, context) : readCloudFormation(text, name, context)
}
