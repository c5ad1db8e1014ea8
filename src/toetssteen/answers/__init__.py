"""One function per question a user can ask: snapshot and parameters in, frozen result out."""
