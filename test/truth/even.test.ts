import { truthOf } from './half.ts'

truthOf(0)
