//! The tree of a text, kept from its reading to its first writing.
//!
//! In: the blocks that facts were taken from. Out: the same blocks, shared, until they are let go; who asks later has the text parsed
//! again. Decides nothing: `pipeline` lets go what is too much for memory.

use std::fmt::{self, Debug, Formatter};
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::tree::Block;

/// The blocks of a text, or those below a first heading.
#[derive(Clone, Debug)]
pub struct Tree {
    blocks: Arc<Vec<Block>>,
    from: usize,
}

impl Tree {
    /// All blocks.
    pub(super) fn of(blocks: Arc<Vec<Block>>) -> Tree {
        Tree { blocks, from: 0 }
    }

    /// Without the first block.
    pub(super) fn below_first(self) -> Tree {
        let from = (self.from + 1).min(self.blocks.len());
        Tree { from, ..self }
    }
}

impl Deref for Tree {
    type Target = [Block];

    fn deref(&self) -> &[Block] {
        &self.blocks[self.from..]
    }
}

/// A place for a tree that may be emptied by whoever needed it last; copies share it.
#[derive(Clone, Default)]
pub(super) struct Kept(Arc<Mutex<Option<Arc<Vec<Block>>>>>);

impl Kept {
    pub(super) fn of(blocks: Vec<Block>) -> Kept {
        Kept(Arc::new(Mutex::new(Some(Arc::new(blocks)))))
    }

    pub(super) fn get(&self) -> Option<Arc<Vec<Block>>> {
        self.lock().clone()
    }

    pub(super) fn let_go(&self) {
        let blocks = self.lock().take();
        drop(blocks);
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Vec<Block>>>> {
        // What is kept is whole at any time: a panic elsewhere takes nothing from it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Debug for Kept {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.lock().is_some() { "Kept" } else { "LetGo" })
    }
}
