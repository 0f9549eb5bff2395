//! Small PDFs made by hand, one fault each; the large ones of other programs are in `tests/judges/preflight.py`.

use super::cmap::CMap;
use super::colour::{Colour, Space};
use super::geometry::{Matrix, Outline};
use super::lexer::{Lexer, Operand};
use super::{Demands, PageCount, Sheet, judge};
use crate::base::config::Localized;
use crate::base::diag::Severity;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::print::profile::{Palette, Profile, Standard};
use crate::print::{TextPlace, qr};

/// Inks without a standard and without bleed, on paper of any size.
fn demands() -> Demands {
    let profile = Profile {
        id: "test".to_string(),
        name: Localized::default(),
        palette: Palette::Cmyk,
        standard: Standard::Plain,
        bleed: false,
        marks: false,
        rich_black: false,
        grey_safe: false,
        ink_limit: Some(300.0),
        picture_ppi: 300.0,
        picture_ppi_far: 150.0,
        icc: String::new(),
        condition: String::new(),
    };
    Demands::of(&profile, None)
}

/// A page of 100 mm by 100 mm with this content and 10 mm around it.
fn pdf(content: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 340.157 340.157] /BleedBox [19.843 19.843 320.315 320.315] \
         /TrimBox [28.346 28.346 311.811 311.811] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>"
            .to_string(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_string(),
    ];
    let mut bytes = b"%PDF-1.6\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    offsets.iter().for_each(|offset| bytes.extend(format!("{offset:010} 00000 n \n").bytes()));
    let count = objects.len() + 1;
    bytes.extend(format!("trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF").bytes());
    bytes
}

/// The problems of a page as `P209 text`, but for the font, which is never embedded here.
fn found(content: &str, demands: &Demands) -> Vec<String> {
    let place = Place::file(&SourcePath::from("x.pdf"));
    let problems = judge(&pdf(content), &Sheet { name: "", place, texts: &[], demands });
    let all = problems.iter().map(|d| format!("{} {}", d.rule.code, d.text.en));
    all.filter(|line| !line.starts_with("P205")).collect()
}

/// A QR code with its margin, as one path, with its lower left corner there and squares this wide, in points.
fn code(address: &str, left: f64, bottom: f64, square: f64, ink: f64) -> String {
    let code = qr::code(address);
    let mut content = format!("0 0 0 {ink} k\n");
    let number = |n: usize| f64::from(u32::try_from(n).expect("small"));
    for outline in &code.outlines {
        for (at, [x, y]) in outline.iter().enumerate() {
            let (x, y) = (left + number(*x) * square, bottom + number(code.size - y) * square);
            content.push_str(&format!("{x:.3} {y:.3} {}\n", if at == 0 { "m" } else { "l" }));
        }
        content.push_str("h\n");
    }
    content + "f\n"
}

#[test]
fn a_code_is_read_from_the_page() {
    let address = "https://pufa.example.org/notices/x/";
    let wanted = Demands { links: vec![address.to_string()], ..demands() };
    let page = |content: &str| found(content, &wanted);
    assert_eq!(page(&code(address, 100.0, 100.0, 3.0, 1.0)), Vec::<String>::new());
    assert_eq!(page("0 0 0 1 k 100 100 50 50 re f"), Vec::<String>::new(), "a sheet need not have one");
    let other = page(&code("https://pufa.example.org/other/", 100.0, 100.0, 3.0, 1.0));
    assert!(other[0].starts_with("P220") && other.len() == 1, "{other:?}");
    let small = page(&code(address, 100.0, 100.0, 1.0, 1.0));
    assert!(small[0].contains("0.35 mm wide, expected 0.40 mm"), "{small:?}");
    let pale = page(&code(address, 100.0, 100.0, 3.0, 0.22));
    assert!(pale[0].contains("dark and light"), "{pale:?}");
    let narrow = page(&(code(address, 100.0, 100.0, 3.0, 1.0) + "98 60 1 200 re f"));
    assert!(narrow[0].contains("margin"), "{narrow:?}");
    let covered = page(&(code(address, 100.0, 100.0, 3.0, 1.0) + "0 1 1 0 k 125 125 36 36 re f"));
    assert!(covered.iter().any(|line| line.starts_with("P219")), "{covered:?}");
}

#[test]
fn text_is_found_where_it_is_written() {
    let demands = demands();
    let path = SourcePath::from("content/x.md");
    let texts = [TextPlace { text: "One line and Other words".to_string(), place: Place::new(&path, 10..34) }];
    let content = "0.7 0.7 0.7 0.9 k BT /F 10 Tf 100 200 Td (Other words) Tj ET";
    let sheet = Sheet { name: "x.pdf", place: Place::file(&path), texts: &texts, demands: &demands };
    let problems = judge(&pdf(content), &sheet);
    let black = problems.iter().find(|d| d.rule.code == "P209").expect("black of four inks");
    assert_eq!(black.place, Some(Place::new(&path, 23..34)));
    assert!(black.text.en.starts_with("`x.pdf`, 25.3 mm from the left, "), "{}", black.text.en);
}

#[test]
fn alike_findings_are_told_once_with_the_gravest() {
    let lines = found(
        "0.2 w 0 0 0 1 K 100 100 m 200 100 l S 0.1 w 100 110 m 200 110 l S 0.15 w 100 120 m 200 120 l S",
        &demands(),
    );
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("0.10 pt")), "{lines:?}");
}

#[test]
fn letters_upon_letters_are_told_and_shadows_are_not() {
    let set = |x: i32, y: i32, words: &str| format!("BT /F 12 Tf {x} {y} Td ({words}) Tj ET ");
    let page = |content: String| found(&format!("0 0 0 1 k {content}"), &demands());
    assert!(
        page(set(100, 200, "A line of words") + &set(104, 203, "other words")).iter().any(|l| l.starts_with("P216"))
    );
    assert_eq!(page(set(100, 200, "A line of words") + &set(101, 199, "A line of words")), Vec::<String>::new());
    assert_eq!(page(set(100, 200, "A line of words") + &set(100, 186, "the next line")), Vec::<String>::new());
}

#[test]
fn collisions_are_as_grave_as_they_are_plain() {
    let set = |size: i32, x: i32, y: i32, k: f64, words: &str| {
        format!("0 0 0 {k} k BT /F {size} Tf {x} {y} Td ({words}) Tj ET ")
    };
    let gravity = |content: String| {
        let place = Place::file(&SourcePath::from("x.pdf"));
        let sheet = Sheet { name: "", place, texts: &[], demands: &demands() };
        let problems = judge(&pdf(&content), &sheet);
        problems.iter().find(|d| d.rule.code == "P216").map(|d| d.severity)
    };
    let line = || set(12, 100, 200, 1.0, "A line of words");
    assert_eq!(gravity(line() + &set(12, 102, 201, 1.0, "Other words")), Some(Severity::Error));
    assert_eq!(gravity(line() + &set(12, 184, 204, 1.0, "d")), Some(Severity::Warning));
    assert_eq!(gravity(set(60, 90, 190, 0.15, "2026") + &line()), None, "a pale ground");
    assert_eq!(gravity(set(60, 90, 190, 1.0, "2026") + &line()), Some(Severity::Error));
}

#[test]
fn folds_go_between_letters() {
    // The trimmed sheet begins at 28.346 pt; 50 mm are 141.732 pt.
    let mut demands = demands();
    demands.format.folds_mm = vec![50.0];
    let set = |x: f64| found(&format!("0 0 0 1 k BT /F 12 Tf {x} 200 Td (MMMM) Tj ET"), &demands);
    // Without widths in the file each letter is taken to be half an em wide, 6 pt: the fold is at 170.08 pt.
    assert!(set(150.0).iter().any(|line| line.starts_with("P232")), "{:?}", set(150.0));
    assert_eq!(set(170.5), Vec::<String>::new());
    assert_eq!(set(145.0), Vec::<String>::new());
}

#[test]
fn text_as_outlines_is_told_where_there_is_no_text() {
    let letter = |at: u32| format!("{} {} m 4 0 8 4 4 8 c 2 2 1 1 0 0 c h f ", 40 + at % 20 * 12, 60 + at / 20 * 20);
    let all: String =
        "0 0 0 1 k ".chars().chain((0..80).flat_map(|at| letter(at).chars().collect::<Vec<_>>())).collect();
    let lines = found(&all, &demands());
    assert!(lines.iter().any(|line| line.starts_with("P233") && line.contains("80")), "{lines:?}");
    let with_text = all + "BT /F 12 Tf 100 250 Td (Words) Tj ET";
    assert!(found(&with_text, &demands()).iter().all(|line| !line.starts_with("P233")));
}

#[test]
fn what_is_sketched_is_what_would_be_drawn() {
    let content = "0 1 1 0 k 40 40 100 60 re f 0 0 0 1 k 60 60 m 200 80 l 120 200 l h f 1 0 0 0 k 150 150 80 80 re 170 170 40 40 re f* \
                   q 200 60 60 60 re W n 0 0 1 0 k 180 40 m 300 40 l 300 160 l h f Q 0 0 0 0 k 70 70 m 90 70 95 90 80 95 c h f";
    let bytes = pdf(content);
    let open = super::file::open(&bytes).unwrap_or_else(|_| panic!("it is a file"));
    let leaf = &open.pages[0];
    let marks = super::content::Reader::new(&open).page(leaf);
    let mut rasters = super::raster::Rasters::new(&open, &bytes);
    let area = leaf.bled();
    let sketched = super::sketch::sketch(&marks, &mut rasters, &area, 4.0).expect("nothing but areas");
    let drawn = rasters.draw(leaf, &marks, &area, 4.0).expect("it can be drawn");
    assert_eq!((sketched.width, sketched.height), (drawn.width, drawn.height));
    let is_white = |raster: &super::raster::Raster, x, y| raster.pixel(x, y).iter().all(|part| *part > 0.985);
    let all = (0..drawn.height).flat_map(|y| (0..drawn.width).map(move |x| (x, y)));
    let (mut others, mut darker) = (0, 0);
    for (x, y) in all {
        others += usize::from(is_white(&sketched, x, y) != is_white(&drawn, x, y));
        darker += usize::from((sketched.light(x, y) - drawn.light(x, y)).abs() > 0.2);
    }
    // Along slanting edges half a pixel is either in or out.
    let most = drawn.width * drawn.height / 100;
    assert!(others < most && darker < most, "of {} pixels {others} and {darker} differ", drawn.width * drawn.height);
}

#[test]
fn a_stopping_ground_lacks_bleed_and_a_white_edge_does_not() {
    let mut demands = demands();
    demands.profile.bleed = true;
    let stops = found("0 1 1 0 k 28.346 28.346 100 283.465 re f", &demands);
    assert!(stops.iter().all(|line| line.starts_with("P204")) && stops.len() == 3, "{stops:?}");
    assert_eq!(found("0 1 1 0 k 19 19 302 100 re f", &demands), Vec::<String>::new());
    assert_eq!(found("0 1 1 0 k 40 40 200 200 re f", &demands), Vec::<String>::new());
}

#[test]
fn the_lexer_reads_whatever_comes() {
    let read = |bytes: &[u8]| {
        let mut lexer = Lexer::new(bytes);
        let mut all = Vec::new();
        while let Some(operation) = lexer.operation() {
            all.push((String::from_utf8_lossy(operation.operator).into_owned(), lexer.operands.clone()));
        }
        all
    };
    let all = read(b"[1 -.5 (a\\(b\\051) <4 1> /N#41] TJ % x\n<< /K [1] >> BDC BI /W 2 /CS /G ID \x00EI\xff EI Q");
    assert_eq!(all[0].0, "TJ");
    let Operand::Array(items) = &all[0].1[0] else { panic!("an array") };
    let expected = [
        Operand::Number(1.0),
        Operand::Number(-0.5),
        Operand::Text(b"a(b)".to_vec()),
        Operand::Text(b"A".to_vec()),
        Operand::Name(b"NA".to_vec()),
    ];
    assert_eq!(items, &expected);
    assert_eq!(all[1].0, "BDC");
    assert_eq!((all[2].0.as_str(), all[3].0.as_str()), ("BI", "Q"));
    for junk in [&b"((((("[..], b"<<<<<<", b"[[[[", b"BI", b"BI ID", b"\\", b"<4", b"/", b"1e99 --5 ]]>> } Tj"] {
        let _ = read(junk);
    }
}

#[test]
fn maps_give_text_and_glyphs() {
    let map = CMap::read(
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <4E00> <0004> <00660069> endbfchar \
          1 beginbfrange <0010> <0012> <0041> endbfrange 1 beginbfrange <0020> <0021> [<0061> <D840DC00>] endbfrange",
    );
    let text = |code| map.text(code).unwrap_or_default();
    assert_eq!((text(3), text(4), text(0x12), text(0x21)), ("一".into(), "fi".into(), "C".into(), "\u{20000}".into()));
    assert_eq!((map.text(5), map.length(b"\0\x03\0\x04")), (None, Some(2)));
    let endless = CMap::read(b"1 beginbfrange <00000000> <FFFFFFFF> [<0041>] endbfrange");
    assert_eq!(endless.text(0).as_deref(), Some("A"));
}

#[test]
fn colours_tell_what_they_are_made_of() {
    let cmyk = |c: f64, m: f64, y: f64, k: f64| Colour { space: Space::Cmyk, values: vec![c, m, y, k] };
    assert!(cmyk(0.75, 0.68, 0.67, 0.9).is_mixed_black());
    assert!(cmyk(0.0, 0.0, 0.0, 1.0).is_black_ink() && !cmyk(0.0, 0.0, 0.0, 1.0).is_mixed_black());
    assert!(!cmyk(1.0, 0.7, 0.0, 0.4).is_mixed_black(), "dark blue is a colour");
    assert!(!cmyk(0.0, 1.0, 1.0, 0.2).is_mixed_black(), "so is dark red");
    let all = Colour { space: Space::Spot("All".into()), values: vec![1.0] };
    assert!(all.is_registration() && all.ink() == Some([1.0, 1.0, 1.0, 1.0, 0.0]));
    let table = Colour { space: Space::Indexed(Box::new(Space::Rgb), vec![0, 0, 0, 255, 255, 255]), values: vec![1.0] };
    assert!(table.is_paper());
}

#[test]
fn outlines_know_their_inside_and_matrices_their_size() {
    let square = |a: f64, b: f64| vec![(a, a), (b, a), (b, b), (a, b)];
    let ring = Outline { rings: vec![square(0.0, 10.0), square(2.0, 8.0)], even_odd: true };
    assert!(ring.covers((1.0, 1.0)) && !ring.covers((5.0, 5.0)) && !ring.covers((11.0, 1.0)));
    assert!((ring.area() - 64.0).abs() < 1e-9);
    let turned = Matrix([0.0, 2.0, -2.0, 0.0, 5.0, 5.0]);
    assert!((turned.scale() - 2.0).abs() < 1e-9 && (turned.across() - 2.0).abs() < 1e-9);
}

#[test]
fn what_is_no_pdf_is_told() {
    let place = Place::file(&SourcePath::from("x.pdf"));
    let demands = demands();
    for bytes in [&b""[..], b"hello", b"%PDF-1.7", &pdf("q")[..200]] {
        let problems = judge(bytes, &Sheet { name: "", place: place.clone(), texts: &[], demands: &demands });
        assert!(problems.iter().any(|d| d.rule.code == "P201"), "{problems:?}");
    }
}

#[test]
fn pages_are_counted() {
    let with = |pages| found("0 0 0 1 k", &Demands { pages, ..demands() });
    assert!(with(PageCount::Fours)[0].starts_with("P229") && with(PageCount::Fours)[0].contains("3 more"));
    assert_eq!(with(PageCount::One), Vec::<String>::new());
    assert_eq!(with(PageCount::Two), Vec::<String>::new());
}
