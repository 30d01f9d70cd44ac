/** The words that the plan's editor shows; the server fills them in the page's language. */

export interface PlanLabels {
  point: string;
  stop: string;
  stop_name: string;
  go_to: string;
  move_here: string;
  insert: string;
  remove: string;
  show: string;
  move: string;
  between: string;
  take_away: string;
  added: string;
  moved: string;
  removed: string;
  undone: string;
  length: string;
}
