import "./tampil";
import "./alur";
import "./kotak";
import "./impor";
