// A list that grows at its top keeps at most data-most rows.
export default function trim(list) {
  const most = Number(list.dataset.most);
  new MutationObserver(() => {
    while (list.children.length > most) list.lastElementChild.remove();
  }).observe(list, { childList: true });
}
