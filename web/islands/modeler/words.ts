import community from 'bpmn-js-i18n/translations/zn.js'

/** Words of bpmn-js: the community's translation, put right where the field in China says it otherwise, and what it lacks. */
const own: Record<string, string> = {
  Delete: '删除',
  'Change element': '换成别的元素',
  'Connect to other element': '连到别的元素',
  'Search in diagram': '在图上找',
  'Open {element}': '打开 {element}',
  'Activate hand tool': '移动画布',
  'Activate lasso tool': '框选',
  'Activate create/remove space tool': '腾出或收回空间',
  'Activate global connect tool': '连线',
  'Create start event': '画开始',
  'Create intermediate/boundary event': '画中间事件或边界事件',
  'Create end event': '画结束',
  'Create gateway': '画网关',
  'Create task': '画任务',
  'Create expanded sub-process': '画子流程',
  'Append task': '后面加任务',
  'Append gateway': '后面加网关',
  'Append end event': '后面加结束',
  'Append intermediate/boundary event': '后面加事件',
  'Add text annotation': '加批注',
  Task: '任务',
  'User task': '人工任务（用户任务）',
  'Manual task': '线下任务（手工任务）',
  'Service task': '系统任务（服务任务）',
  'Send task': '发送任务',
  'Receive task': '接收任务',
  'Business rule task': '裁量任务（业务规则任务）',
  'Call activity': '调用活动',
  'Sub-process (collapsed)': '子流程（收起）',
  'Sub-process (expanded)': '子流程（展开）',
  'Sub-process': '子流程',
  'Exclusive gateway': '排他网关（选一条）',
  'Parallel gateway': '并行网关（同时办）',
  'Inclusive gateway': '包容网关（选几条）',
  'Event-based gateway': '事件网关（看哪个先来）',
  'Boundary event': '边界事件',
  'Sequence flow': '连线',
  'Default flow': '默认连线',
  'Conditional flow': '条件连线',
  'Parallel multi-instance': '并行多实例',
  'Sequential multi-instance': '顺序多实例',
  Loop: '循环',
  Collection: '集合',
  'Toggle non-interrupting': '改为中断或不中断',
  'Start event': '开始',
  'End event': '结束',
  Change: '换成',
  'Search elements': '找元素',
}
const words: Record<string, string> = { ...(community as Record<string, string>), ...own }

/** bpmn-js asks for each word with `{name}` places in it. English is what it is written in. */
export const translate =
  (lang: 'zh' | 'en') =>
  (template: string, places: Record<string, string> = {}) =>
    ((lang === 'zh' && words[template]) || template).replace(/\{([^}]+)\}/g, (_, key) =>
      places[key] === undefined ? `{${key}}` : (lang === 'zh' && words[places[key]]) || places[key],
    )
