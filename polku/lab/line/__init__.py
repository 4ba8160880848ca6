"""A LINE platform of our own: accounts, friends, chats, webhooks, and the same HTTP API. It knows nothing of polku.

The *world* (`world.py`) is everything there is, in memory: people (numbers 0…N-1, each with a user id that follows from
the seed), accounts, and for each account who is a friend and every chat in order. One process, one thread of asyncio:
whoever is called by the loop may read and change it without a lock.

    world = World(seed=7, friends=1_000)            # one account, `world.accounts[0]`, whose friends they are
    world.listen(lambda news: …)                    # each message that reached somebody: account, sending, numbers
    account.chats.of(number)                        # what one sees in the chat, oldest first
    friend_does.add(world, account, number)         # and block, unblock, says, sends_sticker, sends_image, postback,
                                                    # shares_location…: each makes the webhook events of LINE
    taps.tap(world, account, number, action)        # an action object of a button, a quick reply, a rich menu's area
    looks.see(account, number, sending)             # and click: what LINE's statistics count
    world.clock.now_ms(), world.clock.jump(3_600)   # the time there, which may run faster (`--speed`)

Pages and addresses are rows of a table (`web/routes.py`):

    routes.add("GET", "/phones/{number}", page)     # page(call) -> Answer, or a coroutine of one
    routes.add_raw("GET", "/lab/news", stream)      # stream(scope, receive, send, params): for what does not end

`platform/` holds LINE's endpoints, one subject a file. Each request to one passes the *gate* (`web/gate.py`): faults,
token, rate, retry key, LINE's own OpenAPI (`schema/`) and the written limits. `control/` is the lab's own API below
`/lab`. `polku/lab/serving.py` puts it together.
"""
