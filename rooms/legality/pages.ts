import type { Page } from '../../kernel/platform/index.ts'

export const pages: Page[] = []
