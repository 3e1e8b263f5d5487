import type { Template, TemplateContext } from '../types.ts'
export const readTerraform = (
  _text: string,
  _name: string,
  _context: TemplateContext,
): Template => ({ format: 'terraform', resources: [], notes: [] })
