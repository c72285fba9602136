import "./tampil";
import "./alur";
import "./kotak";
