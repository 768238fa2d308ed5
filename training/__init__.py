"""What the finder of identifiers is made with and measured on. No part of the product runs this."""
