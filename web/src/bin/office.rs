//! The office face.

use hidamari_web::office::office;
use hidamari_web::ui::mount_face;

fn main() {
    mount_face(office);
}
