//! AWS, the clock and chance, scripted.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use detect_console::aws::Timestamp;
use detect_console::aws::platform::Platform;
use detect_console::aws::transport::{HttpRequest, HttpResponse, NoReply, Transport};
use futures_util::future::{FutureExt, LocalBoxFuture};

/// A moment: the future is not ready at the first look, as with any network.
pub(crate) async fn moment() {
    let mut seen = false;
    std::future::poll_fn(move |context| {
        if std::mem::replace(&mut seen, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

type Script = Rc<RefCell<dyn FnMut(&HttpRequest) -> Result<HttpResponse, NoReply>>>;

/// AWS, scripted; counts the requests under way.
#[derive(Clone)]
pub(crate) struct Aws {
    script: Script,
    under_way: Rc<Cell<usize>>,
    pub(crate) most_under_way: Rc<Cell<usize>>,
    pub(crate) sent: Rc<RefCell<Vec<HttpRequest>>>,
    /// Whether nothing is answered for now.
    pub(crate) hangs: Rc<Cell<bool>>,
    waiting: Rc<RefCell<Vec<Waker>>>,
}

impl Aws {
    pub(crate) fn new(script: impl FnMut(&HttpRequest) -> Result<HttpResponse, NoReply> + 'static) -> Self {
        Self {
            script: Rc::new(RefCell::new(script)),
            under_way: Rc::default(),
            most_under_way: Rc::default(),
            sent: Rc::default(),
            hangs: Rc::default(),
            waiting: Rc::default(),
        }
    }

    /// Answers with `replies` in turn.
    pub(crate) fn replies(replies: impl IntoIterator<Item = Result<HttpResponse, NoReply>>) -> Self {
        let mut replies: VecDeque<_> = replies.into_iter().collect();
        Self::new(move |_| replies.pop_front().expect("more requests than replies"))
    }

    /// Answers what has come meanwhile, and all else.
    pub(crate) fn go_on(&self) {
        self.hangs.set(false);
        self.waiting.take().iter().for_each(Waker::wake_by_ref);
    }

    pub(crate) fn sent(&self) -> usize {
        self.sent.borrow().len()
    }
}

impl Transport for Aws {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse, NoReply>> {
        let aws = self.clone();
        async move {
            aws.under_way.set(aws.under_way.get() + 1);
            aws.most_under_way.set(aws.most_under_way.get().max(aws.under_way.get()));
            moment().await;
            std::future::poll_fn(|context| {
                if aws.hangs.get() {
                    aws.waiting.borrow_mut().push(context.waker().clone());
                    return Poll::Pending;
                }
                Poll::Ready(())
            })
            .await;
            aws.under_way.set(aws.under_way.get() - 1);
            let reply = (aws.script.borrow_mut())(&request);
            aws.sent.borrow_mut().push(request);
            reply
        }
        .boxed_local()
    }
}

pub(crate) fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> Result<HttpResponse, NoReply> {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Ok(HttpResponse { status, headers, body: body.to_owned() })
}

pub(crate) fn good() -> Result<HttpResponse, NoReply> {
    reply(200, &[], "{}")
}

pub(crate) fn error(status: u16, code: &str) -> Result<HttpResponse, NoReply> {
    reply(status, &[("x-amzn-errortype", code)], r#"{"message":"as AWS words it"}"#)
}

pub(crate) fn lost() -> Result<HttpResponse, NoReply> {
    Err(NoReply("Failed to fetch".to_owned()))
}

/// A clock that moves when somebody sleeps, and keeps a list of how long.
#[derive(Clone, Default)]
pub(crate) struct FakePlatform {
    pub(crate) now: Rc<Cell<i64>>,
    pub(crate) slept: Rc<RefCell<Vec<u128>>>,
}

impl Platform for FakePlatform {
    fn now(&self) -> Timestamp {
        // 2026-11-20T12:00:00Z
        Timestamp::from_millis(1_795_176_000_000 + self.now.get())
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        self.slept.borrow_mut().push(duration.as_millis());
        self.now.set(self.now.get() + i64::try_from(duration.as_millis()).unwrap());
        moment().boxed_local()
    }

    fn is_online(&self) -> bool {
        true
    }

    fn random_bits(&self) -> u32 {
        1 << 31
    }
}
