//! The frames of groups, and how high each band stands.

use super::bands::Bands;
use super::text::{self, Text};
use super::{FRAME_GAP, FRAME_PADDING, MARGIN, Panel};
use crate::{Graph, GroupId};

pub(super) struct Frames {
    pub(super) panels: Vec<Panel>,
    /// The top of each band.
    pub(super) band_tops: Vec<i32>,
    /// From the margin to the boxes, on both sides.
    pub(super) inset: i32,
    /// Where the last frame ends.
    pub(super) bottom: i32,
    depths: Vec<i32>,
    bands: Vec<(Option<GroupId>, usize)>,
    title_width: i32,
}

impl Frames {
    pub(super) fn of(graph: &Graph, bands: &Bands, title: &Text) -> Self {
        let mut depths: Vec<i32> = Vec::new();
        for (_, group) in graph.groups() {
            depths.push(group.parent.map_or(1, |parent| depths[parent.index()] + 1));
        }
        let band = |group: Option<GroupId>| bands.band_of(group).map(|band| (group, band));
        let ids = graph.groups().map(|(id, _)| Some(id)).chain([None]);
        Self {
            panels: graph
                .groups()
                .map(|(_, group)| text::group_panel(group))
                .collect(),
            band_tops: vec![0; bands.groups.len()],
            inset: depths.iter().max().copied().unwrap_or(0) * FRAME_PADDING,
            bottom: 0,
            depths,
            bands: ids.filter_map(band).collect(),
            title_width: title.width(),
        }
    }

    /// Puts one band below the other, and frames around them.
    pub(super) fn stack(&mut self, graph: &Graph, heights: &[i32]) {
        let top = MARGIN + text::HEADING_HEIGHT;
        self.bottom = self.stack_group(graph, None, top, heights);
    }

    fn stack_group(
        &mut self,
        graph: &Graph,
        group: Option<GroupId>,
        top: i32,
        heights: &[i32],
    ) -> i32 {
        let mut y = top;
        let own = self.bands.iter().find(|(it, _)| *it == group);
        let own = own.map(|(_, band)| *band);
        if let Some(band) = own {
            self.band_tops[band] = y;
            y += heights[band];
        }
        let mut is_first = own.is_none();
        let inner: Vec<GroupId> = graph.groups_in(group).map(|(id, _)| id).collect();
        for id in inner {
            if !std::mem::take(&mut is_first) {
                y += FRAME_GAP;
            }
            let start = y;
            let header = self.panels[id.index()].rect.height;
            y = self.stack_group(graph, Some(id), y + header, heights) + FRAME_PADDING;
            let rect = &mut self.panels[id.index()].rect;
            (rect.y, rect.height) = (start, y - start);
        }
        y
    }

    /// Makes all frames wide enough for what is in them, and gives the width of the picture.
    pub(super) fn close(&mut self, content_end: i32) -> i32 {
        let mut right = (content_end + self.inset).max(MARGIN + self.title_width);
        for (panel, depth) in self.panels.iter().zip(&self.depths) {
            let indent = (depth - 1) * FRAME_PADDING;
            right = right.max(MARGIN + 2 * indent + panel.rect.width);
        }
        for (panel, depth) in self.panels.iter_mut().zip(&self.depths) {
            let indent = (depth - 1) * FRAME_PADDING;
            panel.rect.x = MARGIN + indent;
            panel.rect.width = right - MARGIN - 2 * indent;
            text::settle(panel);
        }
        right + MARGIN
    }
}
