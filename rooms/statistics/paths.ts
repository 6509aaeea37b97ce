export const portal = '/statistics'
export const desk = '/desk/statistics'
export const dispersion = '/desk/statistics/dispersion'
export const unit = '/desk/statistics/unit'
