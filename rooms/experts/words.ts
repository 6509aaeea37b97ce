import { text } from '../../kernel/platform/index.ts'

export const specialties = {
  building: text('房屋建筑', 'Building'),
  municipal: text('市政公用', 'Municipal works'),
  installation: text('机电安装', 'Installation'),
  equipment: text('设备', 'Equipment'),
  software: text('信息化', 'Software and IT'),
  services: text('服务', 'Services'),
}
