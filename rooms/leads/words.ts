import { text } from '../../kernel/platform/text.ts'

export const sources: Record<string, { zh: string; en: string }> = {
  inspection: text('检查发现', 'Inspection'),
  complaint: text('投诉举报', 'Complaint'),
  transfer: text('其他机关移送', 'Transfer'),
  assigned: text('上级交办', 'Assigned from above'),
  media: text('媒体曝光', 'Media'),
  room: text('其他系统移来', 'From another system'),
}
