"""MEC 2.6, the metadata file of a title: written for collections, and read."""
