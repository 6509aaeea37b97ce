import type { Page } from '../../kernel/platform/index.ts'
import draft from './desk/draft.tsx'
import { drafts, reviews } from './desk/lists.tsx'
import review from './desk/review.tsx'
import { running, runningItem } from './desk/running.tsx'

export const pages: Page[] = [drafts, draft, reviews, review, running, runningItem]
